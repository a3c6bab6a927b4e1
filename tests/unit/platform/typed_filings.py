"""State-changing requests typed out by hand from platform-interface §1.5, §4.4 and tests/platform/README.md (local contract).
@MSGID@, @SIGN@, @PSN@ as in typed.py; @SN@ is a trt_dcla_detl_sn, @KEY@ a local key."""

REFERRAL = """{"infno":"2501","msgid":"H4310210020120261122101510@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:10","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"refmedin":{"psn_no":"@PSN@","insutype":"390",
"tel":"13800000000","addr":"演示镇演示村1组","insu_optins":"431021","diag_code":"I25.100",
"diag_name":"冠状动脉粥样硬化性心脏病","dise_cond_dscr":"需进一步检查","reflin_medins_no":"H43010000101",
"reflin_medins_name":"长沙市演示医院","mdtrtarea_admdvs":"430100","hosp_agre_refl_flag":"1","refl_type":"2",
"refl_date":"2026-11-22","refl_rea":"本院条件有限","refl_opnn":"同意转院","begndate":"2026-11-22",
"enddate":"2027-05-21","refl_used_flag":"0"}}}"""

REFERRAL_UNDO = """{"infno":"2502","msgid":"H4310210020120261122101511@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:11","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"trt_dcla_detl_sn":"@SN@","psn_no":"@PSN@"}}}"""

REFERRAL_LOOK = """{"infno":"5304","msgid":"H4310210020120261122101512@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:12","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"psn_no":"@PSN@","begntime":"2026-11-01"}}}"""

CHRONIC_FILING = """{"infno":"2503","msgid":"H4310210020120261122101513@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:13","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"psn_no":"@PSN@","insutype":"390",
"opsp_dise_code":"M01600","opsp_dise_name":"糖尿病","tel":"13800000000","addr":"演示镇演示村1组",
"insu_optins":"431021","ide_fixmedins_no":"H43102100201","ide_fixmedins_name":"演示镇中心卫生院",
"hosp_ide_date":"2026-11-20","diag_dr_codg":"D431021000001","diag_dr_name":"演示医师",
"begndate":"2026-11-22 00:00:00","enddate":"2027-11-21"}}}"""

CHRONIC_UNDO = """{"infno":"2504","msgid":"H4310210020120261122101514@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:14","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"trt_dcla_detl_sn":"@SN@","psn_no":"@PSN@",
"memo":"本人要求撤销"}}}"""

FIXED_FILING = """{"infno":"2505","msgid":"H4310210020120261122101515@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"1","opter":"01",
"opter_name":"综合柜员01","inf_time":"2026-11-22 10:15:15","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"psn_no":"@PSN@","tel":"13800000000",
"addr":"演示镇演示村1组","biz_appy_type":"01","begndate":"2026-11-22","enddate":"2027-11-21","agnter_name":"演示乙",
"agnter_cert_type":"01","agnter_certno":"430102199001010016","agnter_tel":"13800000001","agnter_addr":"演示镇",
"agnter_rlts":"2","fix_srt_no":"2","fixmedins_code":"H43102100202","fixmedins_name":"演示村卫生室","memo":"无"}}}"""

FIXED_UNDO = """{"infno":"2506","msgid":"H4310210020120261122101516@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"1","opter":"01",
"opter_name":"综合柜员01","inf_time":"2026-11-22 10:15:16","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"trt_dcla_detl_sn":"@SN@","psn_no":"@PSN@",
"memo":"本人要求撤销"}}}"""

REVERSAL = """{"infno":"2601","msgid":"H4310210020120261122101517@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:17","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"psn_no":"@PSN@",
"omsgid":"H43102100201202611221015100001","oinfno":"2102"}}}"""

REMOTE = """{"infno":"LC13","msgid":"H4310210020120261122101518@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:18","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"local_key":"@KEY@","psn_no":"@PSN@",
"insutype":"390","insu_admdvs":"431021","psn_cert_type":"01","certno":"430102199001010016","psn_name":"演示甲",
"tel":"13800000000","rloc_rea":"07","rloc_admdvs":"440100","rloc_coty_type":"1","resout_addr":"广州市演示路1号",
"begndate":"2026-11-22","enddate":"2027-11-21","out_onln_way":"1","dcla_souc":"05","proof_kind":"个人承诺书",
"commitment":"本人承诺所填内容属实","memo":"无","agnter_name":"演示乙","agnter_cert_type":"01",
"agnter_certno":"430102199001010016","agnter_tel":"13800000001","agnter_addr":"演示镇","agnter_rlts":"2"}}}"""

REMOTE_LOOK = """{"infno":"LC00","msgid":"H4310210020120261122101519@MSGID@","mdtrtarea_admvs":"431021",
"insuplc_admdvs":"431021","recer_sys_code":"MBS_LOCAL","infver":"V1.0","opter_type":"2","opter":"01",
"opter_name":"自助终端01","inf_time":"2026-11-22 10:15:19","fixmedins_code":"H43102100201",
"fixmedins_name":"演示镇医保服务站","sign_no":"@SIGN@","input":{"data":{"local_key":"@KEY@","psn_no":"@PSN@"}}}"""
